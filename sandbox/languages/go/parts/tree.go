package main

import "greenroom/shim"

type TreeNode[T any] = shim.TreeNode[T]
