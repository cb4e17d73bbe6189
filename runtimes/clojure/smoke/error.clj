(defn fail []
  (throw (ex-info "broken" {:why :smoke})))

(println "before")
(fail)
