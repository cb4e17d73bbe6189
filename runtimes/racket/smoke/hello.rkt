#lang racket

(displayln "hello")
