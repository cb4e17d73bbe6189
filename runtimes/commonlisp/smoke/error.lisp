(defun fail ()
  (error "broken"))

(format t "before~%")
(fail)
