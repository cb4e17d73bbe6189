proc greet {name} {
    return "Hello, $name!"
}

puts -nonewline "Your name: "
flush stdout
set name [string trim [gets stdin]]
puts [greet [expr {$name eq "" ? "world" : $name}]]
