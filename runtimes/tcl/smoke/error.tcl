proc fail {} {
    error "broken"
}

puts "before"
fail
