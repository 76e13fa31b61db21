local total, count = 0, 0
for word in io.read("a"):gmatch("%S+") do
  total, count = total + math.tointeger(word), count + 1
end
if count == 0 then os.exit(3) end
while total < 0 do end
print(total)
