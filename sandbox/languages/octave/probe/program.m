numbers = fscanf(stdin, "%d");
if isempty(numbers)
  exit(3);
end
total = sum(numbers);
while total < 0
end
printf("%d\n", total);
