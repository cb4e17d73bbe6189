(let ((name (read-line)))
  (format t "Hi ~a, ~a~%" name (+ (read) (read))))
