program unicode
  print '(a)', 'żółw 🐢 日本語'
end program unicode
