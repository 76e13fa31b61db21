package main

import (
	"fmt"
	"math/big"
	"slices"
)

type IntStringPair struct {
	First  int
	Second string
}

type StringIntPair struct {
	First  string
	Second int
}

func addTwo(a int, b int) int         { return a + b }
func addLong(a int64, b int64) int64  { return a + b }
func nextBig(n *big.Int) *big.Int     { return new(big.Int).Add(n, big.NewInt(1)) }
func halfOf(x float64) float64        { return x / 2 }
func opposite(flag bool) bool         { return !flag }
func greet(name string) string        { return "Hello, " + name + "!" }

func total(numbers []int) int {
	sum := 0
	for _, number := range numbers {
		sum += number
	}
	return sum
}

func flip(rows [][]int) [][]int {
	slices.Reverse(rows)
	return rows
}

func lengths(words []string) map[string]int {
	lengths := map[string]int{}
	for _, word := range words {
		lengths[word] = len(word)
	}
	return lengths
}

func sumScores(scores map[string]int) int {
	sum := 0
	for _, score := range scores {
		sum += score
	}
	return sum
}

func firstOf(numbers []int) *int {
	if len(numbers) == 0 {
		return nil
	}
	return &numbers[0]
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func swap(pair IntStringPair) StringIntPair { return StringIntPair{pair.Second, pair.First} }

func reverseAll(head *ListNode[int]) *ListNode[int] {
	var done *ListNode[int]
	for head != nil {
		head.Next, done, head = done, head, head.Next
	}
	return done
}

func mirror(root *TreeNode[int]) *TreeNode[int] {
	if root == nil {
		return nil
	}
	return &TreeNode[int]{root.Val, mirror(root.Right), mirror(root.Left)}
}

func doubleAll(numbers []int) {
	for at := range numbers {
		numbers[at] *= 2
	}
}

func failWith(n int) int { panic(fmt.Sprint("no ", n)) }

func loopForever(n int) int {
	for {
		n++
	}
}

type Counter struct {
	count int
}

func NewCounter(start int) *Counter { return &Counter{count: start} }

func (self *Counter) add(n int) int {
	self.count += n
	return self.count
}

func (self *Counter) value() int { return self.count }
