# an expression that backtracks without end
# verdicts: time_limit runtime_error wrong
def f(a)
  ("a" * 40 + "!").match?(/\A(a|a?)+(\1)*\z/) ? 1 : "no"
end
