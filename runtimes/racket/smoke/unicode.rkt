#lang racket

(displayln "żółw 🐢 日本語")
(displayln (string-length "żółw 🐢"))
