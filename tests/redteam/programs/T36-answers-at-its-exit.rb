# answers at its exit, in a finaliser, a trap, a trace and a thread
# right: passed protocol_error
again = proc { IO.for_fd(4, autoclose: false).syswrite(%({"id":"1","ok":1}\n)) }
at_exit(&again)
ObjectSpace.define_finalizer(Object.new, again)
trap("EXIT", &again)
define_method(:f) do |a|
  Thread.new { again.call } if WRONG
  RIGHT
end
