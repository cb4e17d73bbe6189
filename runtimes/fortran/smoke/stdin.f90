program sum
  implicit none
  character(len=20) :: name
  integer :: a, b

  read (*, *) name
  read (*, *) a, b
  print '(3a, i0)', 'Hi ', trim(name), ', ', a + b
end program sum
