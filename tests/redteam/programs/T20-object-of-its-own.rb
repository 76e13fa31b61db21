# an object whose every method is its own, and lies
# mode: class
# right: passed wrong
class Counter < BasicObject
  def initialize(a) = @a = a

  def value
    a = @a
    RIGHT
  end

  def respond_to?(*) = true
  def class = ::Integer
  def public_send(*) = 1
end
