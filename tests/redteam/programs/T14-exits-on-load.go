// ends itself with 0 before anything is asked
// verdicts: runtime_error
package main

import "os"

var ended = func() int { os.Exit(0); return 0 }()

func f(a int) int {
	return a + ended
}
