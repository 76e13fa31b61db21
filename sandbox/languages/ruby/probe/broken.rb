def add_two(a, b)
  a + )
end
