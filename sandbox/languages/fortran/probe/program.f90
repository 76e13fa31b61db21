program solution
  implicit none
  integer(8) :: number, total
  integer :: status, seen
  total = 0
  seen = 0
  do
    call next(number, status)
    if (status /= 0) exit
    total = total + number
    seen = seen + 1
  end do
  if (seen == 0) stop 3
  do while (total < 0)
    total = total - 1
    if (total > 0) exit
    if (total < -1000) total = -1
  end do
  print '(i0)', total
contains
  ! The next number of the input, whatever blanks and lines stand between: list-directed reading skips the rest of a line.
  subroutine next(number, status)
    integer(8), intent(out) :: number
    integer, intent(out) :: status
    character(len=32) :: word
    character(len=1) :: each
    word = ''
    number = 0
    do
      read (*, '(a)', advance='no', iostat=status) each
      if (status == 0 .and. each /= ' ') then
        word = trim(word)//each
      else if (word /= '') then
        read (word, *, iostat=status) number
        return
      else if (status > 0 .or. is_iostat_end(status)) then
        return
      end if
    end do
  end subroutine
end program
