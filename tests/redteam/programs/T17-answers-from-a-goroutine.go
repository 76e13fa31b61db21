// goroutines that stay answer what is asked later
// right: protocol_error
package main

import "syscall"

func f(a int) int {
	done := make(chan bool)
	for range 3 {
		go func() {
			syscall.Write(4, []byte("{\"id\":\"1\",\"ok\":1}\n"))
			done <- true
		}()
		<-done
	}
	return RIGHT
}
