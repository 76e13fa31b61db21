// calls itself without end
// verdicts: runtime_error memory_limit
package main

func f(a int) int {
	return f(a+1) + 1
}
