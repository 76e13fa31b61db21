// ends itself with 0, each time in another way
package main

import (
	"os"
	"runtime"
	"syscall"
)

func f(a int) int {
	if !WRONG {
		return RIGHT
	}
	switch a {
	case 1:
		os.Exit(0)
	case 2:
		runtime.Goexit()
	}
	syscall.Kill(0, syscall.SIGKILL)
	return a
}
