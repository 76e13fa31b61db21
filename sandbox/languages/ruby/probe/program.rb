numbers = $stdin.read.split.map(&:to_i)
exit 3 if numbers.empty?
total = numbers.sum
nil while total.negative?
puts total
