package main

import "greenroom/shim"

type ListNode[T any] = shim.ListNode[T]
