set a 1
set b [expr {1 +}]
puts $a
