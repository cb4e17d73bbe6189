gets stdin name
lassign [gets stdin] a b
puts "Hi $name, [expr {$a + $b}]"
