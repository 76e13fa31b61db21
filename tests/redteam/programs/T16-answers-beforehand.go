// answers before it is asked, from an init of its own
// right: protocol_error
package main

import (
	"os"
	"syscall"
)

func init() {
	syscall.Write(4, []byte("{\"id\":\"1\",\"ok\":1}\n"))
	if file, err := os.OpenFile("/proc/self/fd/4", os.O_WRONLY, 0); err == nil {
		file.WriteString("{\"id\":\"1\",\"ok\":1}\n")
	}
}

func f(a int) int {
	return RIGHT
}
