program greeting
  implicit none
  character(len=100) :: name
  integer :: status

  write (*, '(a)', advance='no') 'Your name: '
  flush (6)
  read (*, '(a)', iostat=status) name
  if (status /= 0 .or. name == '') name = 'world'
  call greet(trim(name))

contains

  subroutine greet(name)
    character(len=*), intent(in) :: name
    print '(3a)', 'Hello, ', name, '!'
  end subroutine greet

end program greeting
