(require '[clojure.string :as str])

(let [name (read-line)
      numbers (map parse-long (str/split (read-line) #" "))]
  (println (str "Hi " name ", " (apply + numbers))))
