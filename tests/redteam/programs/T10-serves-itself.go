// asks the shim to serve functions of its own, before the judge's part does
// right: passed compile_error protocol_error
package main

import "greenroom/shim"

func other(a any) any {
	return map[string]any{"ok": 1}
}

func init() {
	if WRONG {
		shim.Serve(shim.Callee{"f", other}, shim.Callee{"load", other})
	}
}

func f(a int) int {
	return RIGHT
}
