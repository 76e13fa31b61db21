# answers before it is asked
# right: protocol_error
File.write("/proc/self/fd/4", %({"id":"1","ok":1}\n))

def f(a)
  RIGHT
end
