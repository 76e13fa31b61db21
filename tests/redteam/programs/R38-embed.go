// embeds files of the compiler's machine
// verdicts: compile_error wrong
// never: root:x:0
package main

import _ "embed"

//go:embed /etc/passwd
var taken string

func f(a int) int {
	println(taken)
	return a + 100
}
