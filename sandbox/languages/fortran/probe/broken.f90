program solution
  integer :: a = "text"
end program
