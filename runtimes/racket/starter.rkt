#lang racket

(define (greet name)
  (format "Hello, ~a!" name))

(display "Your name: ")
(flush-output)
(define line (read-line))
(define name (if (eof-object? line) "" (string-trim line)))
(displayln (greet (if (string=? name "") "world" name)))
