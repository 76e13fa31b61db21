package main
func addTwo(a int, b int) int { return a + }
