program broken
  implicit none
  count = 3
end program broken
