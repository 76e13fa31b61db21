#lang racket

(define numbers (map string->number (string-split (port->string))))
(when (empty? numbers) (exit 3))
(define total (apply + numbers))
(let loop () (when (negative? total) (loop)))
(displayln total)
