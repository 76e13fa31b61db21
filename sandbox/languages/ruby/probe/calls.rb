def add_two(a, b)
  a + b
end

def add_long(a, b)
  a + b
end

def next_big(n)
  n + 1
end

def half_of(x)
  x / 2.0
end

def opposite(flag)
  !flag
end

def greet(name)
  "Hello, #{name}!"
end

def total(numbers)
  numbers.sum
end

def flip(rows)
  rows.reverse
end

def lengths(words)
  words.to_h { |word| [word, word.length] }
end

def sum_scores(scores)
  scores.values.sum
end

def first_of(numbers)
  numbers.first
end

def or_zero(n)
  n || 0
end

def swap(pair)
  number, word = pair
  [word, number]
end

def reverse_all(head)
  reversed = nil
  while head
    head.next, reversed, head = reversed, head, head.next
  end
  reversed
end

def mirror(root)
  root && TreeNode.new(root.val, mirror(root.right), mirror(root.left))
end

def double_all(numbers)
  numbers.map! { |number| number * 2 }
end

def fail_with(n)
  raise ArgumentError, "no #{n}"
end

def loop_forever(n)
  loop { n += 1 }
end

class Counter
  attr_reader :value

  def initialize(start)
    @value = start
  end

  def add(n)
    @value += n
  end
end
