set numbers [regexp -all -inline {\S+} [read stdin]]
if {[llength $numbers] == 0} { exit 3 }
set total [::tcl::mathop::+ {*}$numbers]
while {$total < 0} {}
puts $total
