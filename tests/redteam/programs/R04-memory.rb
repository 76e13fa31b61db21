# takes memory without end
# verdicts: memory_limit runtime_error
# runsc: internal_error
def f(a)
  held = []
  loop { held << "x" * (8 << 20) }
end
