// panics with a value whose own methods never end
// verdicts: runtime_error time_limit
package main

type odd struct{}

func (odd) Error() string { panic(odd{}) }

func f(a int) int {
	if a == 1 {
		panic(odd{})
	}
	panic(any(func() {}))
}
