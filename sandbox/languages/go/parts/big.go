package main

import "math/big"

// In a signature this needs no import, which later parts of a task could not add.
type BigInt = big.Int
