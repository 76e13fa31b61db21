// prints and answers without end from many goroutines
// verdicts: output_limit protocol_error
package main

import "syscall"

func f(a int) int {
	text := make([]byte, 65536)
	for fd := range 5 {
		go func() {
			for {
				syscall.Write(fd, text)
			}
		}()
	}
	select {}
}
