import sys

numbers = [int(word) for word in sys.stdin.read().split()]
if not numbers:
    sys.exit(3)
total = sum(numbers)
while total < 0:
    pass
print(total)
