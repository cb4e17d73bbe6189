(defun greet (name)
  (format t "Hello, ~a!~%" name))

(format t "Your name: ")
(finish-output)
(let ((name (string-trim " " (or (read-line *standard-input* nil) ""))))
  (greet (if (string= name "") "world" name)))
