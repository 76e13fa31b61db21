// asks for a C compiler, a linker and a plugin
// verdicts: compile_error wrong
package main

// #cgo LDFLAGS: -Wl,-wrap,write -fplugin=/tmp/x.so
// #include "/etc/passwd"
import "C"
import _ "plugin"

//go:generate sh -c "id >&4"
//go:cgo_ldflag "-fplugin=/tmp/x.so"
func f(a int) int {
	return a + 100
}
