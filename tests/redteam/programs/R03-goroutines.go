// starts goroutines without end, each on a thread of its own
// verdicts: runtime_error memory_limit time_limit output_limit
// runsc: internal_error
package main

import "runtime"

func f(a int) int {
	for {
		go func() {
			runtime.LockOSThread()
			select {}
		}()
	}
}
