// takes memory without end
// verdicts: memory_limit runtime_error
// runsc: internal_error
package main

func f(a int) int {
	held := [][]byte{}
	for {
		more := make([]byte, 8<<20)
		for i := range more {
			more[i] = 1
		}
		held = append(held, more)
	}
}
