// names the shim's own functions and variables for the linker
// verdicts: compile_error wrong
// right: compile_error passed
package main

import (
	"greenroom/shim"
	_ "unsafe"
)

//go:linkname chunk greenroom/shim.chunk
var chunk []byte

//go:linkname tell greenroom/shim.tell
func tell(text string)

var _ = shim.Serve

func f(a int) int {
	return RIGHT
}
