#lang racket
(displayln 1))
