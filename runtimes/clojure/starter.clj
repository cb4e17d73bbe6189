(require '[clojure.string :as str])

(defn greet [name]
  (str "Hello, " name "!"))

(print "Your name: ")
(flush)
(let [name (str/trim (or (read-line) ""))]
  (println (greet (if (str/blank? name) "world" name))))
