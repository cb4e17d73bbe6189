#lang racket

(define (fail)
  (error 'fail "broken"))

(displayln "before")
(fail)
