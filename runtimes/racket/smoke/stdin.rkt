#lang racket

(define name (read-line))
(define numbers (map string->number (string-split (read-line))))
(printf "Hi ~a, ~a\n" name (apply + numbers))
