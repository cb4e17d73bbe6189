program failing
  implicit none
  integer :: values(3) = 0, i

  print '(a)', 'before'
  flush (6)
  i = command_argument_count() + 4
  print *, values(i)
end program failing
