# raises what fails to say what it is, throws, and retries without end
# verdicts: runtime_error time_limit
class Odd < Exception
  def message = raise(Odd)
  def backtrace = raise(Odd)
  def self.name = raise(Odd)
end

def f(a)
  throw :nowhere if a == 1
  raise Odd
end
